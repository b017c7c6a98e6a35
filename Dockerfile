# Mingzhang as a container that needs no rights: docker build -t mingzhang .
# The tag of the base image is exact; raise it together with .ci/lock.txt, which pins what is installed.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY .ci/lock.txt lock.txt
COPY mingzhang mingzhang
COPY pipeline pipeline
COPY extractors extractors
COPY patterns patterns
RUN python -m venv /opt/mingzhang \
    && /opt/mingzhang/bin/pip install --no-cache-dir --constraint lock.txt '.[s3,xlsx,charts,ocr]'

FROM python:3.11.14-slim-bookworm
# The home is where matplotlib and jieba keep what they computed; nothing else is written outside of /data.
RUN useradd --uid 10001 --create-home --home-dir /home/mingzhang --shell /usr/sbin/nologin mingzhang \
    && install --directory --owner mingzhang --group mingzhang /data
COPY --from=build /opt/mingzhang /opt/mingzhang
ENV PATH=/opt/mingzhang/bin:$PATH PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["mingzhang"]
CMD ["--help"]
