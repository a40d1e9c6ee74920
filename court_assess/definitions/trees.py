"""Walk YAML that has no shape yet: a file with a mistake in it is still read as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.definitions.documents import Path_, Tree


def tags_in(tree: Tree, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Yield every tag of an option, with its place."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "tags" and isinstance(value, list):
                yield from (
                    ((*path, key, n), tag) for n, tag in enumerate(value) if isinstance(tag, str)
                )
            else:
                yield from tags_in(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from tags_in(value, (*path, number))


def ids_in(tree: Tree) -> Iterator[str]:
    """Yield every id in a block that could not be read, so that what speaks of it is not blamed."""
    if isinstance(tree, dict):
        if isinstance(tree.get("id"), str):
            yield from (tree["id"], f"{tree['id']}.complete")
        for value in tree.values():
            yield from ids_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from ids_in(value)


def blocks(tree: Tree) -> Iterator[tuple[str, dict[str, Tree]]]:
    """Yield the blocks of a mapping of blocks, as far as it is one."""
    for name, block in tree.items() if isinstance(tree, dict) else ():
        if isinstance(block, dict):
            yield name, block


def all_blocks(tree: Tree, path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Tree]]]:
    """Yield every block of a file with its place, but not the conditions inside it."""
    if isinstance(tree, dict):
        if path:
            yield path, tree
        for key, value in tree.items():
            if key not in ("when", "met_when", "not_met_when", "candidate_when", "examples"):
                yield from all_blocks(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from all_blocks(value, (*path, number))
