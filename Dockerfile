# An image of what `mvn package` has built, with a Java runtime of its own: docker build -t fs-webhook .
ARG JDK=docker.io/library/eclipse-temurin:25-jdk
ARG BASE=docker.io/library/debian:13-slim

FROM ${JDK} AS built
COPY fs-webhook-war/target/fs-webhook-bin.tar.gz fs-webhook-war/src/runtime/jlink.options /tmp/
RUN mkdir /opt/fs-webhook /opt/home \
  && chmod 700 /opt/home \
  && tar -xzf /tmp/fs-webhook-bin.tar.gz -C /opt/fs-webhook --strip-components=1 --exclude=*/conf --exclude=*/plugins \
  && jlink @/tmp/jlink.options --compress=2 --output /opt/java

FROM ${BASE}
COPY --from=built /opt/java /opt/java
COPY --from=built /opt/fs-webhook /opt/fs-webhook
COPY --from=built --chown=10001:10001 /opt/home /var/lib/fs-webhook
ENV JAVA_HOME=/opt/java PATH=/opt/fs-webhook/bin:/opt/java/bin:/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC \
  FS_WEBHOOK_HOME=/var/lib/fs-webhook FS_WEBHOOK_HTTP_HOST=0.0.0.0
USER 10001:10001
VOLUME /var/lib/fs-webhook
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD ["fs-webhook", "status", "--token-file", "/var/lib/fs-webhook/admin-token"]
ENTRYPOINT ["fs-webhook"]
CMD ["serve"]
