/// OpenTelemetry's protocol over HTTP, sent to us: metrics and logs, in protobuf and in JSON.
@NullMarked
package io.watchfloor.connectors.otlp;

import org.jspecify.annotations.NullMarked;
