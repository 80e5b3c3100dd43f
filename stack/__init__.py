"""Runs the whole portal on one machine: for a first look, small sites and the tests.

`bootstrap` and `mirror` use nothing but Python itself, since they run before anything
is installed; the rest runs in the virtual environment that they make.
"""
