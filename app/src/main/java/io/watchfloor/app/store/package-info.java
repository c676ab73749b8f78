/// Our own memory: an embedded H2 database with one writer, packed blocks of samples, and the audit
/// beside it. The only room that knows SQL.
@NullMarked
package io.watchfloor.app.store;

import org.jspecify.annotations.NullMarked;
