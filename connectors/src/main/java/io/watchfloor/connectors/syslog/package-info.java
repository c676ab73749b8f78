/// Syslog that is sent to us: RFC 5424 and RFC 3164 over UDP, TCP and TLS.
@NullMarked
package io.watchfloor.connectors.syslog;

import org.jspecify.annotations.NullMarked;
