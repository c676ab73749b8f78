package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.model.source.SourceException;
import java.net.URI;

/// How a request proves who asks, where a fixed header is not enough.
interface Access extends AutoCloseable {
  /// The same request with its proof.
  Ask signed(Ask ask, URI base) throws SourceException, InterruptedException;

  /// How many requests that cost since the last call.
  default int takeRequests() {
    return 0;
  }

  @Override
  default void close() {}

  /// The fixed headers do.
  Access FIXED = (ask, _) -> ask;
}
