/// Sends approved requests to allowed hosts.
@NullMarked
package io.watchfloor.connectors.webhook;

import org.jspecify.annotations.NullMarked;
