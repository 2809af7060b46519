#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a published record from outside: nothing of Tocsin, only the published algorithms, Python's own library and openssl.

    verify.py FOLDER VERIFIER-KEY [PROOFS.json]

Trees and proofs are those of RFC 9162 section 2.1, files those of C2SP tlog-tiles, the head is a signed note (Ed25519). PROOFS.json
holds {"inclusion": [{"index", "size", "hashes"}], "consistency": [{"from", "to", "hashes"}]} with hashes in base64. Prints one JSON
object; the exit status is 0 where everything holds and 1 where something does not.
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def tree_hash(hashes, start, end):
    """RFC 9162 section 2.1.1, over the leaf hashes from start to end."""
    count = end - start
    if count == 0:
        return sha256(b"")
    if count == 1:
        return hashes[start]
    split = 1 << ((count - 1).bit_length() - 1)
    return node_hash(tree_hash(hashes, start, start + split), tree_hash(hashes, start + split, end))


def includes(index, size, leaf, root, path):
    """RFC 9162 section 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def is_consistent(first, second, first_root, second_root, path):
    """RFC 9162 section 2.1.4.2."""
    if first == 0:
        return path == []
    if first == second:
        return path == [] and first_root == second_root
    if first & (first - 1) == 0:
        path = [first_root] + path
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = node_hash(c, fr)
            sr = node_hash(c, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn >>= 1
                    sn >>= 1
        else:
            sr = node_hash(sr, c)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == first_root and sr == second_root


def parse_key(line):
    name, key_id, encoded = line.strip().split("+", 2)
    key = base64.b64decode(encoded)
    assert key[0] == 1 and len(key) == 33, "not an Ed25519 key"
    assert sha256(name.encode() + b"\n" + key)[:4].hex() == key_id, "the id of the key is not derived from it"
    return name, bytes.fromhex(key_id), key[1:]


def signature_holds(public, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
        (at / "message").write_bytes(message)
        (at / "signature").write_bytes(signature)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", at / "key.der"]
        command += ["-rawin", "-in", at / "message", "-sigfile", at / "signature"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def open_checkpoint(text, key):
    name, key_id, public = key
    body, _, signatures = text.rpartition("\n\n")
    body += "\n"
    origin, size, root = body.split("\n")[:3]
    assert origin == name, "the checkpoint is of another log"
    for line in signatures.strip().split("\n"):
        dash, signer, encoded = line.split(" ")
        signature = base64.b64decode(encoded)
        if dash == "\u2014" and signer == name and signature[:4] == key_id:
            assert signature_holds(public, body.encode(), signature[4:]), "the signature is wrong"
            return int(size), base64.b64decode(root)
    raise AssertionError("the checkpoint is not signed with this key")


def tile_name(index, width):
    groups = f"{index:03d}"
    groups = groups.zfill(-(-len(groups) // 3) * 3)
    parts = [groups[at : at + 3] for at in range(0, len(groups), 3)]
    name = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    return name if width == 256 else f"{name}.p/{width}"


def read_leaves(folder, size):
    leaves = []
    for index in range(-(-size // 256)):
        width = min(256, size - index * 256)
        data = (folder / "tile" / "entries" / tile_name(index, width)).read_bytes()
        at = 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            leaves.append(data[at + 2 : at + 2 + length])
            at += 2 + length
    assert len(leaves) == size, "the bundles do not hold as many leaves as the checkpoint says"
    return leaves


def check_tiles(folder, hashes, size):
    level = 0
    nodes = hashes
    while nodes:
        for index in range(-(-len(nodes) // 256)):
            part = nodes[index * 256 : index * 256 + 256]
            data = (folder / "tile" / str(level) / tile_name(index, len(part))).read_bytes()
            assert data == b"".join(part), f"tile {level}/{index} is not what the leaves say"
        nodes = [tree_hash(nodes, at, at + 256) for at in range(0, len(nodes) - 255, 256)]
        level += 1


def check_proofs(proofs, hashes):
    def decode(path):
        return [base64.b64decode(one) for one in path]

    for proof in proofs.get("inclusion", []):
        index, size = proof["index"], proof["size"]
        root = tree_hash(hashes, 0, size)
        assert includes(index, size, hashes[index], root, decode(proof["hashes"])), f"inclusion of {index} in {size}"
    for proof in proofs.get("consistency", []):
        first, second = proof["from"], proof["to"]
        roots = tree_hash(hashes, 0, first), tree_hash(hashes, 0, second)
        assert is_consistent(first, second, *roots, decode(proof["hashes"])), f"consistency of {first} with {second}"


def main():
    folder = pathlib.Path(sys.argv[1])
    size, root = open_checkpoint((folder / "checkpoint").read_text(encoding="utf-8"), parse_key(sys.argv[2]))
    leaves = read_leaves(folder, size)
    hashes = [leaf_hash(leaf) for leaf in leaves]
    assert tree_hash(hashes, 0, size) == root, "the leaves do not have the signed root"
    check_tiles(folder, hashes, size)
    proofs = json.loads(pathlib.Path(sys.argv[3]).read_text()) if len(sys.argv) > 3 else {}
    check_proofs(proofs, hashes)
    for leaf in leaves:
        assert json.dumps(json.loads(leaf), separators=(",", ":"), ensure_ascii=False).encode() == leaf
    counted = {name: len(some) for name, some in proofs.items()}
    print(json.dumps({"ok": True, "size": size, "proofs": counted}))


try:
    main()
except (AssertionError, OSError, ValueError) as error:
    print(json.dumps({"ok": False, "error": str(error)}))
    sys.exit(1)
