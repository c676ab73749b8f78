package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceStatus;
import io.watchfloor.model.source.WriteBack.Act.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// What else the sources of the selected alerts can do, and where a ticket can be made. Only what
/// at least one of them offers can be chosen.
final class MoreActs extends MenuButton {
  /// The acts with the key that calls each.
  static final Map<Kind, String> KEYS = keys();

  private final Backend backend;
  private final AlertsViewModel model;
  private final BiConsumer<Kind, Optional<SourceId>> act;
  private final Runnable log;

  /// @param act begins an act, at the alerts' own sources or at the one that was chosen
  /// @param log shows what was sent before
  MoreActs(
      Backend backend,
      AlertsViewModel model,
      BiConsumer<Kind, Optional<SourceId>> act,
      Runnable log) {
    super(Text.of("bulk.more"));
    this.backend = backend;
    this.model = model;
    this.act = act;
    this.log = log;
    setId("bulk-more");
    getStyleClass().add("ghost");
    setOnShowing(event -> fill());
    fill();
  }

  private static Map<Kind, String> keys() {
    var keys = new LinkedHashMap<Kind, String>();
    keys.put(Kind.DOWNTIME, "d");
    keys.put(Kind.COMMENT, "c");
    keys.put(Kind.RECHECK, "r");
    keys.put(Kind.CLOSE, "C");
    return keys;
  }

  private void fill() {
    var items = new ArrayList<MenuItem>();
    for (var kind : KEYS.keySet()) items.add(item(kind));
    var keepers = keepers();
    if (!keepers.isEmpty()) items.add(new SeparatorMenuItem());
    for (var keeper : keepers)
      items.add(
          item(
              Text.of("bulk.ticket", PlainText.line(keeper.name(), 40)),
              () -> act.accept(Kind.TICKET_CREATE, Optional.of(keeper))));
    items.add(new SeparatorMenuItem());
    items.add(item(Text.of("bulk.sent") + "   w", log));
    getItems().setAll(items);
  }

  private MenuItem item(Kind kind) {
    var item =
        item(
            Text.of("bulk." + kind) + "   " + KEYS.get(kind),
            () -> act.accept(kind, Optional.empty()));
    item.setDisable(!isOffered(kind));
    return item;
  }

  private static MenuItem item(String text, Runnable action) {
    var item = new MenuItem(text);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }

  /// Whether any source of the selection can do it.
  boolean isOffered(Kind kind) {
    return model.selectionBySource().keySet().stream()
        .anyMatch(source -> backend.offers(source).contains(kind));
  }

  private List<SourceId> keepers() {
    return backend.snapshot().sources().stream()
        .map(SourceStatus::id)
        .filter(source -> backend.offers(source).contains(Kind.TICKET_CREATE))
        .toList();
  }
}
