"""Lets Mermaid itself read and draw a chart in headless Chromium, and prints what it drew as JSON.

usage: mermaid.py SCRIPT FILE …, where SCRIPT is `mermaid.min.js` of the npm package `mermaid`.
"""

import json
import os
import pathlib
import sys
import tempfile

from chromium import browser

driver = browser()
driver.set_page_load_timeout(120)
driver.set_script_timeout(240)
found = {}
with tempfile.TemporaryDirectory() as folder:
    page = pathlib.Path(folder) / "page.html"
    script = pathlib.Path(sys.argv[1]).resolve().as_uri()
    page.write_text(f'<!DOCTYPE html><meta charset="utf-8"><script src="{script}"></script><div id="here"></div>')
    driver.get(page.as_uri())
    for path in sys.argv[2:]:
        text = open(path, encoding="utf-8", newline="").read()
        found[os.path.basename(path)] = driver.execute_async_script(
            """
            const [text, done] = arguments;
            (async () => {
              mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxTextSize: 1e8, maxEdges: 1e6 });
              const kind = (await mermaid.parse(text)).diagramType;
              const chart = await mermaid.mermaidAPI.getDiagramFromText(text);
              const { svg } = await mermaid.render('chart', text);
              const here = document.querySelector('#here');
              here.innerHTML = svg;
              const words = (selector) => [...here.querySelectorAll(selector)].map((element) => element.textContent);
              const edges = chart.db.getEdges().map((edge) => [edge.start, edge.end, edge.stroke]);
              const answer = {
                kind,
                title: words('.flowchartTitleText').join(''),
                edges,
                nodes: Object.fromEntries([...here.querySelectorAll('.node')].map(
                  (node) => [node.id.replace(/^.*flowchart-(n\\d+)-.*$/, '$1'), node.querySelector('.nodeLabel').textContent])),
                labels: words('.edgeLabels .edgeLabel .label'),
                scripts: here.querySelectorAll('script').length,
                elements: [...new Set([...here.querySelectorAll('foreignObject *')].map((element) => element.tagName.toLowerCase()))].sort(),
                ran: Boolean(window.ran),
              };
              here.replaceChildren();
              return answer;
            })().then(done, (error) => done({ error: String(error) }));
            """,
            text,
        )
driver.quit()
json.dump(found, sys.stdout)
