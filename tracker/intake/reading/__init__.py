"""Reads a report: proposes figures and requirements, each with a verbatim quote; nothing of it enters by itself."""
