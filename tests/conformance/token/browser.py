"""The rows on direction as a browser shows them: our HTML in Chromium, letter by letter."""
import html
import re
import subprocess
import sys
import tempfile

write_page, chromium = sys.argv[1:3]
with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/page.html"
    with open(path, "wb") as page:
        subprocess.run([write_page], stdout=page, check=True)
    shown = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         "--window-size=4000,1000", "--virtual-time-budget=20000", "--dump-dom", f"file://{path}"],
        capture_output=True, text=True, timeout=240, check=True).stdout
title = re.search(r"<title>(\d+) wrong of (\d+)</title>", shown)
if not title:
    sys.exit("the page's script did not run")
for line in re.findall(r'<p id="([^"]*)" title="([^"]*)"[^>]*class="wrong"[^>]*data-seen="([^"]*)"', shown):
    print("{0}: seen as «{2}», without «{1}»".format(*map(html.unescape, line)))
print(f"{title[1]} wrong of {title[2]}")
sys.exit(int(title[1]) > 0 or int(title[2]) < 500)
