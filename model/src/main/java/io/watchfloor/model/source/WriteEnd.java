package io.watchfloor.model.source;

import java.util.List;
import java.util.Optional;

/// How the sending of an act ended. `error` is empty when it was sent; `isAway` when the source
/// could not be reached, so that trying again may help.
public record WriteEnd(
    String dispatch,
    Optional<WriteBack.Receipt> receipt,
    Optional<WriteBack.ReadBack> readBack,
    String error,
    boolean isAway) {
  /// Nothing arrived, and it may yet.
  public boolean isToBeRetried() {
    return receipt.isEmpty() && isAway;
  }

  public Dispatch.State state() {
    if (receipt.isEmpty()) return error.isEmpty() ? Dispatch.State.LOCAL : Dispatch.State.DIVERGED;
    if (readBack.isEmpty()) return Dispatch.State.SENT;
    return readBack.get().confirmed() ? Dispatch.State.CONFIRMED : Dispatch.State.DIVERGED;
  }

  /// What the source called what it made of it.
  public List<String> ids() {
    return receipt.map(WriteBack.Receipt::ids).orElse(List.of());
  }

  /// The source's own words, where it disagrees or failed.
  public String words() {
    return error.isEmpty() ? readBack.map(WriteBack.ReadBack::words).orElse("") : error;
  }
}
