/// The approval inbox, runs as they go, and the catalogue of runbooks.
@NullMarked
package io.watchfloor.app.ui.fixes;

import org.jspecify.annotations.NullMarked;
