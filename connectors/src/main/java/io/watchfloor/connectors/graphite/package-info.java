/// Graphite: what its targets say, and its events as changes.
@NullMarked
package io.watchfloor.connectors.graphite;

import org.jspecify.annotations.NullMarked;
