import nbformat, pathlib, shutil
def test_lab(lab):
    nb=nbformat.read("notebooks/01_hot_water_tank.ipynb",4)
    cells=[c.source for c in nb.cells if c.cell_type=="code"]
    cells=[c.replace("data/seattle","/work/main/notebooks/data/seattle").replace("build/hot","/tmp/nb/wb/hot") for c in cells]
    n=lab(*cells)
    n.page.set_viewport_size({"width":1500,"height":1300})
    n.run_all()
    n.page.wait_for_timeout(3000)
    n.page.locator(".plugboard-workbench").scroll_into_view_if_needed()
    n.page.wait_for_timeout(1000)
    n.page.screenshot(path="/tmp/nb/wb/lab.png")
    n.page.set_viewport_size({"width":1000,"height":1300}); n.page.wait_for_timeout(1000)
    n.page.screenshot(path="/tmp/nb/wb/lab1000.png")
    print(n.take_errors())
