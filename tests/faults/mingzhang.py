"""The command itself, importable where it is not installed."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
