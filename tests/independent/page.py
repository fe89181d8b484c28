"""Opens a dossier in headless Chromium and prints every text that it holds as the browser reads it.

usage: page.py FILE
"""

import json
import os
import sys

from chromium import alert, browser, console, requests

FILE = "file://" + os.path.abspath(sys.argv[1])
driver = browser()
driver.set_page_load_timeout(120)
driver.get(FILE)
found = {}
for name, selector in [("quotes", ".claims q"), ("titles", ".picture .node[data-node] > title")]:
    found[name] = driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector
    )
    found[name].sort()
found["scripts"] = driver.execute_script("return document.querySelectorAll('script').length")
# Everything that can be pointed at is pointed at, and what opens a panel opens it.
driver.execute_script(
    """
    for (const element of document.querySelectorAll('body *')) {
      for (const kind of ['mouseover', 'mouseenter', 'focus']) element.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    for (const element of document.querySelectorAll('[data-node], [data-edges]')) {
      element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }
    """
)
found["alert"] = alert(driver)
found["ran"] = driver.execute_script("return Boolean(window.ran)")
found["console"] = console(driver)
found["requests"] = sorted(set(requests(driver)) - {FILE})
driver.quit()
json.dump(found, sys.stdout)
