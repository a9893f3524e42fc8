"""How well, how fast and how lean: measured on photos of people who do not exist.

`python -m benchmarks` prints every table; `python -m benchmarks.generator` renders photos and
their truth.
"""
