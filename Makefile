# Each target calls one program; README says what it does. `make test ARGS="tests/unit"` narrows.
.PHONY: portal up down test test-all check i18n bench clean requirements
portal up down test test-all check i18n bench clean:
	@python3 -m stack $@ $(ARGS)

# The pinned, hashed lists, from what pyproject.toml names.
COMPILE = .venv/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --strip-extras --allow-unsafe
requirements:
	$(COMPILE) --extra stack -o requirements/portal.txt pyproject.toml
	$(COMPILE) --extra stack --extra dev -c requirements/portal.txt -o requirements/dev.txt pyproject.toml
