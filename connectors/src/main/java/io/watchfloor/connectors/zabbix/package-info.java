/// Zabbix 6.0 and later, through its JSON-RPC API.
@NullMarked
package io.watchfloor.connectors.zabbix;

import org.jspecify.annotations.NullMarked;
