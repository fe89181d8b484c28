"""Headless Chromium, driven the same way by every script that opens a page, and what can be heard from it."""

import json
import shutil

from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service


def browser(*arguments, script=True):
    """Opens a browser whose console and requests are kept; without `script` no page may run any."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *arguments]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


def alert(driver):
    """Tells whether a page has opened an alert, and closes it."""
    try:
        driver.switch_to.alert.dismiss()
        return True
    except NoAlertPresentException:
        return False


def console(driver):
    """Gives what the console has said since it was last asked."""
    return [entry["message"] for entry in driver.get_log("browser")]


def requests(driver):
    """Gives the address of every request since it was last asked."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    ]
