"""Opens a dossier in headless Chromium and prints every text that it holds as the browser reads it.

usage: page.py FILE
"""

import json
import os
import shutil
import sys

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

FILE = "file://" + os.path.abspath(sys.argv[1])
options = Options()
options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]:
    options.add_argument(argument)
options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
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
try:
    driver.switch_to.alert.dismiss()
    found["alert"] = True
except NoAlertPresentException:
    found["alert"] = False
found["ran"] = driver.execute_script("return Boolean(window.ran)")
found["console"] = [entry["message"] for entry in driver.get_log("browser")]
requests = []
for entry in driver.get_log("performance"):
    message = json.loads(entry["message"])["message"]
    if message["method"] == "Network.requestWillBeSent":
        requests.append(message["params"]["request"]["url"])
found["requests"] = sorted(set(requests) - {FILE})
driver.quit()
json.dump(found, sys.stdout)
