/// One way to ask over HTTP: authentication, TLS, limits, the server's own words, and the settings
/// form that goes with them.
@NullMarked
package io.watchfloor.connectors.http;

import org.jspecify.annotations.NullMarked;
