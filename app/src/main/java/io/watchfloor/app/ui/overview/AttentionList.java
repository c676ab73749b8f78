package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// "Needs attention": one list over all kinds of trouble. Rows are changed in place while their
/// order is the same, so that nothing moves under the hand.
final class AttentionList extends Card {
  private static final int FEW = 4;
  private static final int MANY = 9;
  private final Navigator navigator;
  private final VBox list = new VBox();
  private final List<RowView> rows = new ArrayList<>();
  private int selected = -1;
  private int most = FEW;

  AttentionList(Navigator navigator) {
    super(Text.of("attention.title"));
    this.navigator = navigator;
    setEnd(
        new KeyHint("j"),
        new KeyHint("k"),
        Nodes.label(Text.of("attention.move"), "wf-small", "wf-muted"),
        new KeyHint("Enter"),
        Nodes.label(Text.of("attention.enter"), "wf-small", "wf-muted"));
    getChildren().add(list);
    setId("attention");
  }

  /// More rows where the window is tall.
  void setTall(boolean isTall) {
    most = isTall ? MANY : FEW;
  }

  void show(List<AttentionRow> all) {
    var shown = all.subList(0, Math.min(most, all.size()));
    setAside(
        all.size() > most
            ? Text.of("attention.more", all.size(), most)
            : Text.of("attention.count", all.size()));
    boolean same =
        rows.size() == shown.size()
            && java.util.stream.IntStream.range(0, rows.size())
                .allMatch(i -> rows.get(i).row.key().equals(shown.get(i).key()));
    if (!same) rebuild(shown);
    boolean primaryUsed = false;
    for (int i = 0; i < shown.size(); i++) {
      boolean primary = shown.get(i).decides() && !primaryUsed;
      primaryUsed |= primary;
      rows.get(i).show(shown.get(i), primary);
    }
  }

  private void rebuild(List<AttentionRow> shown) {
    rows.clear();
    for (var row : shown) rows.add(new RowView(row));
    list.getChildren().setAll(rows.stream().map(view -> view.node).toList());
    selected = -1;
  }

  void move(int by) {
    if (rows.isEmpty()) return;
    selected = Math.clamp(selected + by, 0, rows.size() - 1);
    for (int i = 0; i < rows.size(); i++)
      rows.get(i)
          .node
          .pseudoClassStateChanged(PseudoClass.getPseudoClass("selected"), i == selected);
  }

  void openSelected() {
    if (selected >= 0 && selected < rows.size()) rows.get(selected).open();
  }

  private final class RowView {
    private final SeverityBadge badge;
    private final Label mark = Nodes.label("", "wf-caption", "wf-attention-mark");
    private final Label title = Nodes.label("", "wf-lead");
    private final Label why = Nodes.label("", "wf-small", "wf-muted");
    private final Label when = Nodes.label("", "wf-mono", "wf-strong-colour");
    private final Label ago = Nodes.label("", "wf-mono", "wf-muted");
    private final Button verb = Nodes.button("", this::open, "small");
    private final HBox node;
    private AttentionRow row;

    RowView(AttentionRow row) {
      this.row = row;
      badge = new SeverityBadge(row.severity());
      var titles = new HBox(title);
      titles.getStyleClass().add("wf-gap-8");
      if (row.sandbox()) titles.getChildren().add(Chip.sandbox());
      node =
          Nodes.row(
              "wf-attention-row",
              Nodes.column("wf-attention-badge", badge, mark),
              Nodes.grow(Nodes.column("wf-attention-words", titles, why)),
              Nodes.column("wf-attention-time", when, ago),
              Nodes.row("wf-attention-verb", verb));
      node.setOnMouseClicked(event -> open());
    }

    void show(AttentionRow newer, boolean primary) {
      row = newer;
      badge.set(row.severity(), row.taken());
      for (var name : List.of("critical", "major", "warning", "unknown"))
        node.pseudoClassStateChanged(
            PseudoClass.getPseudoClass(name),
            row.severity().name().toLowerCase(Locale.ROOT).equals(name));
      mark.setText(row.mark());
      title.setText(row.title());
      why.setText(row.why());
      when.setText(row.when());
      ago.setText(row.ago());
      verb.setText(row.verb());
      if (primary != verb.getStyleClass().contains("accent")) {
        if (primary) verb.getStyleClass().add("accent");
        else verb.getStyleClass().remove("accent");
      }
      node.setAccessibleText(badge.getAccessibleText() + ", " + row.ago() + ": " + row.title());
    }

    void open() {
      navigator.go(row.screen(), row.target());
    }
  }
}
