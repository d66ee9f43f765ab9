"""The demonstration: the year 2022 of 清泉乡, taken step by step through the same door everyone uses."""

from workflow.demo.loading import DemoRefused, load

__all__ = ["DemoRefused", "load"]
