"""Walks through the pages of an endpoint in headless Chromium as a reader would, and prints what happened as JSON.

usage: explorer.py ADDRESS walk|visit [PATH ...]
"""

import json
import os
import sys
import tempfile
import time

from chromium import alert, browser, console, requests
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ADDRESS, PART, PATHS = sys.argv[1], sys.argv[2], sys.argv[3:]
# How long something may take on a machine that is busy.
LONG = 60

driver = browser("--hide-scrollbars", "--window-size=1400,900")
driver.set_page_load_timeout(LONG)
found = {"console": [], "requests": [], "wide": [], "alert": False}


def js(text, *arguments):
    return driver.execute_script(text, *arguments)


def wait(what, text):
    """Waits until a script gives something, and gives it."""
    return WebDriverWait(driver, LONG).until(lambda _: js(text), what)


def one(selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def click(element):
    js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def leave(act):
    """Does something that leads to another page, and waits until that is there."""
    js("window.isOld = true")
    act()
    wait("another page", "return !window.isOld && document.readyState === 'complete'")


def heard():
    """Gathers what the console says, but for the status of a page that is meant to be a refusal."""
    expected = "the server responded with a status of 40"
    found["console"] += [message for message in console(driver) if expected not in message]
    own = (ADDRESS, "data:", "blob:", "chrome:", "about:")
    found["requests"] += [url for url in requests(driver) if not url.startswith(own)]
    found["alert"] |= alert(driver)


def width(pixels):
    metrics = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": pixels < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def visit():
    """Looks at pages: how wide they are at three widths in light and dark, and whether anything in them ran."""
    found["titles"] = {}
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        for path in PATHS:
            driver.get(ADDRESS + path)
            found["titles"][path] = js("return document.querySelector('h1')?.textContent ?? null")
            for pixels in (400, 800, 1400):
                width(pixels)
                if js("return document.documentElement.scrollWidth") > pixels:
                    found["wide"].append([path, pixels])
            if js("return 'ran' in window || document.querySelectorAll('main script, main iframe').length > 0"):
                found["alert"] = True
            heard()
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def walk():
    # A question in plain words.
    driver.get(ADDRESS + "/")
    box = one(".ask input[name=q]")
    box.send_keys("who blamed whom")
    leave(lambda: box.send_keys(Keys.ENTER))
    found["asked"] = {"url": driver.current_url, "says": js("return [...document.querySelectorAll('.says')].map((p) => p.textContent)")}
    # The key / goes to the search, which knows aliases; a name found leads to its page.
    one("body").send_keys("/")
    found["focus"] = js("return document.activeElement.id")
    one("#search").send_keys("Islamabad")
    leave(lambda: one("#search").send_keys(Keys.ENTER))
    found["search"] = js("return [...document.querySelectorAll('.found a')].map((a) => a.textContent)")
    leave(lambda: click(one(".found a")))
    found["actor"] = {"title": one("h1").text, "claims": len(driver.find_elements(By.CSS_SELECTOR, ".claim"))}
    # A claim leads to its row and can be cited.
    link = driver.find_elements(By.CSS_SELECTOR, ".claim .cite a[href^='/claim/']")[0]
    found["claim"] = {"id": link.text}
    leave(lambda: click(link))
    found["claim"].update(url=driver.current_url, text=one("main").text, ways=js(
        "return [...document.querySelectorAll('.copy textarea')].map((area) => area.value)"))
    button = one(".copy button")
    click(button)
    found["claim"]["copied"] = wait("a copy", "return document.querySelector('.copy button').textContent === 'Copied'")
    heard()
    # A query of the catalogue: its form, its table sorted and narrowed, and a download of the same.
    driver.get(ADDRESS + "/questions/who-blamed-whom")
    field = one("#p-blamer")
    field.send_keys("Pakistan")
    leave(lambda: field.send_keys(Keys.ENTER))
    found["query"] = {"url": driver.current_url, "lines": one(".count strong").text}
    folder = tempfile.mkdtemp()
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
    click(driver.find_element(By.LINK_TEXT, "CSV"))
    path = os.path.join(folder, "who-blamed-whom.csv")
    WebDriverWait(driver, LONG).until(lambda _: os.path.exists(path) and os.path.getsize(path) > 0, "a download")
    time.sleep(0.2)
    with open(path, encoding="utf-8", newline="") as file:
        found["download"] = file.read()
    # SPARQL of one's own: run by a key, sorted by a click, filtered.
    driver.get(ADDRESS + "/sparql")
    area = one("#query")
    area.clear()
    area.send_keys("SELECT ?id { ?c a act:Claim ; rdf:subject ?s . ?c act:row ?id }")
    leave(lambda: area.send_keys(Keys.CONTROL, Keys.ENTER))
    rows = "return [...document.querySelectorAll('table.sortable tbody tr')].filter((row) => !row.hidden).map((row) => row.cells[0].textContent)"
    found["table"] = {"lines": one(".count strong").text, "rows": len(js(rows))}
    click(one("table.sortable th button"))
    first = js(rows)[0]
    click(one("table.sortable th button"))
    found["table"].update(up=first, down=js(rows)[0])
    one(".filter").send_keys("relations.csv:7")
    found["table"]["filtered"] = js(rows)
    heard()
    # A slip is marked where it is.
    driver.get(ADDRESS + "/sparql")
    area = one("#query")
    area.clear()
    area.send_keys("SELECT * {\n  ?a nix:blames ?b }")
    leave(lambda: click(one(".sparql button")))
    found["wrong"] = js(
        "const mark = document.querySelector('.marked'), box = document.getElementById('query');"
        "return {line: mark.dataset.line, column: mark.dataset.column, mark: mark.querySelector('mark').textContent,"
        " role: document.querySelector('.problem').getAttribute('role'),"
        " selected: box.value.slice(box.selectionStart, box.selectionEnd), text: box.value}")
    heard()
    # The matrix: a cell leads to the claims behind it.
    driver.get(ADDRESS + "/matrix")
    cell = one(".matrix td a")
    count = cell.text
    leave(lambda: click(cell))
    found["cell"] = {"count": count, "claims": len(driver.find_elements(By.CSS_SELECTOR, "main .claim"))}
    # The graph: a line of the picture leads to its claims, the sliders to the days, a node to its page.
    driver.get(ADDRESS + "/graph?actor=Pakistan")
    shadow = "const svg = document.querySelector('.picture div')?.shadowRoot?.querySelector('svg');"
    wait("the picture", shadow + "return !!svg")
    found["graph"] = js(shadow + (
        "const paper = getComputedStyle(svg.querySelector('.paper')), path = svg.querySelector('g[data-edges] path');"
        "return {nodes: svg.querySelectorAll('[data-node]').length, lines: svg.querySelectorAll('g[data-edges]').length,"
        " listed: document.querySelectorAll('.edges li').length, fill: paper.fill, stroke: getComputedStyle(path).stroke}"))
    js(shadow + "svg.querySelector('g[data-edges=\"0\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    found["graph"]["sought"] = js("return [...document.querySelectorAll('.edges .sought')].map((line) => line.id)")
    node = "return " + "[...document.querySelectorAll('.edges li')][0].querySelector('a').getAttribute('href')"
    found["graph"]["first"] = js(node)
    number = js("return document.querySelector('.edges li').dataset.from")
    leave(lambda: js(shadow + "svg.querySelector(`[data-node=\"${arguments[0]}\"]`).dispatchEvent(new MouseEvent('click'))", number))
    found["graph"]["led"] = driver.current_url
    driver.get(ADDRESS + "/graph?world=all")
    found["slider"] = {"before": one(".count").text, "sliders": js("return document.querySelectorAll('input[type=range]').length")}
    leave(lambda: js(
        "const slider = document.querySelector('input[type=range][aria-label=since]'); slider.value = slider.max;"
        "slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change'))"))
    found["slider"].update(url=driver.current_url, after=one(".count").text)
    heard()


{"walk": walk, "visit": visit}[PART]()
heard()
driver.quit()
print(json.dumps(found))
