/// Recipes, proposals, approvals, runs and their verification.
@NullMarked
package io.watchfloor.model.remedy;

import org.jspecify.annotations.NullMarked;
