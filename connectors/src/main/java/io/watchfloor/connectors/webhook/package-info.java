/// Sends approved requests to allowed hosts, and takes what other systems post to us.
@NullMarked
package io.watchfloor.connectors.webhook;

import org.jspecify.annotations.NullMarked;
