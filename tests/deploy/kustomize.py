"""What kustomize makes of server/deploy/kubernetes, as far as the files there use it: resources, components, and
JSON patches (RFC 6902) that add and replace. scripts/check_deploy has kustomize itself.

  manifests = build([KUBERNETES / "pack-from-git"], [COMPONENTS / "secured"])
  manifests["Deployment"]["spec"]

There is one object of each kind, so they are known by it. What the files do not use is refused.
"""

import copy

import yaml

GENERATED = {"apiVersion", "kind", "configMapGenerator", "images"}


def load(path):
    return yaml.safe_load(path.read_text())


def build(resources, components=()):
    """The objects of the resources (files, or folders with a kustomization), by kind, after the components."""
    manifests = {}
    for resource in resources:
        if resource.is_dir():
            manifests |= build_folder(resource)
        else:
            manifests[load(resource)["kind"]] = load(resource)
    for component in components:
        apply_patches(component, load(component / "kustomization.yaml"), manifests)
    return manifests


def build_folder(folder):
    listed = load(folder / "kustomization.yaml")
    unknown = set(listed) - GENERATED - {"resources", "components", "patches"}
    if unknown:
        raise ValueError(f"{folder}: kustomize.py does not know {unknown}")
    manifests = build([(folder / name).resolve() for name in listed["resources"]],
                      [(folder / name).resolve() for name in listed.get("components", [])])
    apply_patches(folder, listed, manifests)
    return manifests


def apply_patches(folder, listed, manifests):
    for patch in listed.get("patches", []):
        target = patch["target"]
        if manifests[target["kind"]]["metadata"]["name"] != target["name"]:
            raise ValueError(f"{folder}/{patch['path']}: there is no {target}")
        for operation in load(folder / patch["path"]):
            apply(operation, manifests[target["kind"]])


def apply(operation, document):
    *steps, last = operation["path"].removeprefix("/").split("/")
    parent = document
    for step in steps:
        parent = parent[int(step) if isinstance(parent, list) else step]
    value = copy.deepcopy(operation["value"])
    if operation["op"] == "add" and isinstance(parent, list) and last == "-":
        parent.append(value)
    elif operation["op"] == "replace" and last in parent:
        parent[last] = value
    elif operation["op"] == "add" and isinstance(parent, dict) and last not in parent:
        parent[last] = value
    else:
        raise ValueError(f"a patch would {operation['op']} {operation['path']}, which does not fit")
