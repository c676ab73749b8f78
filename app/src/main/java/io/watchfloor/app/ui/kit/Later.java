package io.watchfloor.app.ui.kit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What to do with an answer that comes later. The backend completes its futures on the FX thread;
/// a failed or cancelled question has no answer, and who asked keeps what is shown.
public final class Later {
  private Later() {}

  public static <T> void take(CompletableFuture<T> asked, Consumer<? super T> then) {
    var unused = asked.thenAccept(then);
  }
}
