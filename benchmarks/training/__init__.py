"""How the labeller's weights come about: `python -m benchmarks.training`.

    people → sheets → noise → examples → senses, roles → beliefs → weights.npz

`people` invents what stands on a card (Faker's words of many countries), `sheets` sets it
somewhere, `noise` spoils it as reading does, `examples` turns it into the very features that the
labeller will see. The beliefs are fitted on drawn cards of the generator that the engine read,
and judged on layouts, typefaces and locales that nothing was fitted on.
"""
