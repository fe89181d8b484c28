"""Opens a dossier in headless Chromium as a reader would, and prints what happened as JSON.

usage: dossier.py FILE [FOLDER for pictures]
"""

import json
import os
import sys
import time

from chromium import alert, browser, console, requests
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

FILE = "file://" + os.path.abspath(sys.argv[1])
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
SIZE = ["--window-size=1440,1000", "--hide-scrollbars"]

found = {}
driver = browser(*SIZE)
driver.set_page_load_timeout(120)


def js(text, *arguments):
    return driver.execute_script(text, *arguments)


def picture(name):
    if PICTURES:
        driver.save_screenshot(os.path.join(PICTURES, name + ".png"))


def shown():
    time.sleep(0.4)
    return js("return document.querySelectorAll('.claims tbody tr:not(.off)').length")


def parts():
    return js("return document.querySelectorAll('.part:not(.off)').length")


def click(element):
    js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def panel():
    return js(
        "const p = document.querySelector('#panel');"
        "return p.hidden ? null : {title: p.querySelector('h3').textContent,"
        " claims: [...p.querySelectorAll('li')].map((item) => item.textContent)}"
    )


driver.get(FILE)
found["rows"] = shown()
found["parts"] = [parts()]
found["lines"] = js("return document.querySelectorAll('[data-edges]').length")
found["nodes"] = js("return document.querySelectorAll('[data-node]').length")
found["heading"] = js("return document.querySelector('h1').textContent")
picture("light")

# A line opens its claims, and so does a node; the keyboard opens them too.
line = driver.find_element("css selector", ".edge[data-edges='0']")
driver.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", line)
found["line"] = panel()
picture("line")
ActionChains(driver).send_keys(Keys.ESCAPE).perform()
found["closed"] = panel() is None
node = driver.find_element("css selector", ".node[data-node='0']")
click(node)
found["node"] = panel()
picture("node")
ActionChains(driver).send_keys(Keys.ESCAPE).perform()
if node.get_attribute("tabindex") == "0":
    node.send_keys(Keys.ENTER)
    found["keyboard"] = panel()
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
    found["focus"] = js("return document.activeElement.dataset.node")

cells = driver.find_elements("css selector", ".matrix td a")
if cells:
    click(cells[0])
    found["cell"] = dict(panel(), number=cells[0].text, label=cells[0].get_attribute("aria-label"))
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
bars = driver.find_elements("css selector", ".timeline a")
if bars:
    click(bars[0])
    found["bar"] = dict(panel(), words=bars[0].text)
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()

# Filters: one relation, one status, a word, the days; each narrows, and the reset undoes them all.
js("document.querySelector('[data-none=relation]').click()")
found["none"] = shown()
found["parts"].append(parts())
relations = js("return [...document.querySelectorAll('input[name=relation]')].map((box) => box.value)")
found["relations"] = relations
if "blames" in relations:
    js("document.querySelector('input[name=relation][value=blames]').click()")
    found["blames"] = shown()
    found["blames-lines"] = js("return document.querySelectorAll('[data-edges]:not(.off)').length")
    found["blames-said"] = js("return document.querySelector('#shown').value")
    picture("filtered")
js("document.querySelector('#controls button[type=reset]').click()")
found["reset"] = shown()
found["parts"].append(parts())
for box in js("return [...document.querySelectorAll('input[name=status]')].map((box) => box.value)"):
    if box != "asserted":
        js(f"document.querySelector('input[name=status][value={box}]').click()")
found["asserted"] = shown()
js("document.querySelector('#controls button[type=reset]').click()")
shown()
search = driver.find_element("css selector", "#search")
ActionChains(driver).send_keys("/").perform()
found["slash"] = js("return document.activeElement.id")
search.send_keys("pakistan")
found["search"] = shown()
js("document.querySelector('#controls button[type=reset]').click()")
shown()
if driver.find_elements("css selector", "#days"):
    js("const s = document.querySelector('#since'); s.value = s.max; s.dispatchEvent(new Event('input', {bubbles: true}))")
    found["since-day"] = js("return document.querySelector('#since-day').value")
    js("document.querySelector('#undated').click()")
    found["since"] = shown()
    js("document.querySelector('#controls button[type=reset]').click()")
    shown()

before = js("return document.querySelector('.picture').getAttribute('viewBox')")
js("document.querySelector('[data-zoom=in]').click()")
found["zooms"] = before != js("return document.querySelector('.picture').getAttribute('viewBox')")
js("document.querySelector('[data-zoom=all]').click()")

driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
found["dark"] = js("return getComputedStyle(document.body).backgroundColor")
driver.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", node)
picture("dark")
ActionChains(driver).send_keys(Keys.ESCAPE).perform()
driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
found["light"] = js("return getComputedStyle(document.body).backgroundColor")
if PICTURES:
    for name in ["matrix", "timeline", "claims"]:
        js(f"document.querySelector('#{name}').scrollIntoView({{behavior: 'instant'}})")
        time.sleep(0.3)
        picture(name)
    driver.set_window_size(420, 900)
    js("window.scrollTo(0, 0)")
    picture("narrow")
    driver.set_window_size(1440, 1000)
found["pdf"] = driver.print_page()[:5] == "JVBER"

found["alert"] = alert(driver)
found["ran"] = js("return Boolean(window.ran)")
found["console"] = console(driver)
found["requests"] = sorted(set(requests(driver)) - {FILE})
driver.quit()

driver = browser(*SIZE, script=False)
driver.get(FILE)
still = {}
for name, selector in [("controls", "#controls"), ("picture", ".picture"), ("claims", ".claims"), ("zoom", ".zoom")]:
    still[name] = driver.find_element("css selector", selector).is_displayed()
found["without"] = still
driver.quit()

json.dump(found, sys.stdout)
