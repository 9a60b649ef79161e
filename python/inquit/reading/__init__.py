"""How each kind of file is read; inquit.readers chooses by the name."""
