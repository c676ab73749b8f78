package io.watchfloor.app.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The database's file is not what we wrote: cut short, or bytes have changed. It is left as it is.
public final class StoreDamaged extends StoreFailed {
  private static final long serialVersionUID = 1;
  private final transient Path path;

  StoreDamaged(Path path, String what, @Nullable Throwable cause) {
    super(
        "The data file "
            + path
            + " is damaged ("
            + what
            + "). Restore it from a backup, or start with --fresh-data to set it aside and begin"
            + " again; the audit is kept.");
    if (cause != null) initCause(cause);
    this.path = path;
  }

  public Path path() {
    return path;
  }
}
