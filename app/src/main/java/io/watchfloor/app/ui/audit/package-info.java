/// The audit: who did what, when, and whether the chain is whole.
@NullMarked
package io.watchfloor.app.ui.audit;

import org.jspecify.annotations.NullMarked;
