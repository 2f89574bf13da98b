"""How much of one file is taken in: every bound that keeps a hostile file from eating memory or time."""

from __future__ import annotations

LINES = 200_000
"""lines of one text; a disclosure has some thousands"""

MEMBERS = 20_000
"""files inside one zip container"""

TREE_BYTES = 64 * 2**20
"""unpacked size of one XML part that is held as a tree"""

PAGE_BYTES = 16 * 2**20
"""size of one HTML page"""

MARKS = 8_000_000
"""tags and attributes of one tree (each costs about a hundred bytes)"""

STREAM_BYTES = 128 * 2**20
"""unpacked size of one XML part that is read element by element"""

PACKAGE_BYTES = 512 * 2**20
"""unpacked size of all parts read from one container"""

RATIO = 400
"""unpacked to packed size of one part; deflate reaches 1032 on zeros, sheets of blank styled cells
about 100
"""

RATIO_FROM = 8 * 2**20
"""parts below this unpacked size may have any ratio"""

CELLS = 500_000
"""cells of one page, filled cells of one workbook"""

POSITIONS = 4_000_000
"""rows times columns of one table"""

CONVERSION_SECONDS = 120
"""time for one conversion by an office program"""

MERGES = 20_000
"""merged ranges of one sheet"""
