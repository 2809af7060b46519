# SPDX-License-Identifier: Apache-2.0
"""Prints the UTS #39 skeleton of every code point that has one of its own, as "hex<TAB>skeleton in hex", from ICU's spoof
checker. First line: "unicode<TAB>version". Needs Debian's libicu (any version) and nothing from PyPI."""
import ctypes
import glob
import re
import sys
import unicodedata

libraries = sorted(glob.glob("/usr/lib/*/libicui18n.so.[0-9][0-9]"))
if not libraries:
    sys.exit("skeletons.py: no libicui18n found; install Debian's libicu package (apt-get install libicu-dev)")
version = re.search(r"so\.(\d+)$", libraries[-1]).group(1)
spoof = ctypes.CDLL(libraries[-1])
core = ctypes.CDLL(libraries[-1].replace("i18n", "uc"))


def entry(library, name):
    return getattr(library, f"{name}_{version}")


unicode_version = (ctypes.c_uint8 * 4)()
entry(core, "u_getUnicodeVersion")(unicode_version)
print("unicode\t%d.%d.%d" % tuple(unicode_version[:3]))

status = ctypes.c_int(0)
open_checker = entry(spoof, "uspoof_open")
open_checker.restype = ctypes.c_void_p
checker = open_checker(ctypes.byref(status))
if status.value > 0:
    sys.exit("skeletons.py: uspoof_open failed with %d" % status.value)
skeleton = entry(spoof, "uspoof_getSkeletonUTF8")
skeleton.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int32, ctypes.c_char_p, ctypes.c_int32, ctypes.c_void_p]

buffer = ctypes.create_string_buffer(512)
for code in [*range(0x20, 0xAC00), *range(0xF900, 0x20000)]:
    if 0xD800 <= code < 0xE000:
        continue
    source = chr(code).encode()
    status = ctypes.c_int(0)
    length = skeleton(checker, 0, source, len(source), buffer, 512, ctypes.byref(status))
    if status.value > 0:
        continue
    target = buffer.raw[:length].decode()
    if target != unicodedata.normalize("NFD", chr(code)):
        print("%x\t%s" % (code, " ".join("%x" % ord(char) for char in target)))
