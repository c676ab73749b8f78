package io.watchfloor.app.ui.audit;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.model.audit.AuditEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The audit as a table, newest first, with a filter of words and the check of its chain.
public final class AuditView implements Screen {
  private static final int MOST = 100_000;
  private final Backend backend;
  private final Times times;
  private final ObservableList<AuditEntry> entries = FXCollections.observableArrayList();
  private final FilteredList<AuditEntry> shown = new FilteredList<>(entries);
  private final TableView<AuditEntry> table = new TableView<>(shown);
  private final TextField filter = new TextField();
  private final Label verdict = Nodes.label("", "wf-small", "wf-muted");
  private final VBox view = new VBox();

  public AuditView(Backend backend) {
    this.backend = backend;
    this.times = new Times(backend.zone());
    table.setFixedCellSize(28);
    table.setId("audit-table");
    table.setPlaceholder(
        StateView.empty(Icon.AUDIT, Text.of("audit.none"), Text.of("audit.none.why")));
    table
        .getColumns()
        .setAll(
            List.of(
                column("seq", 72, entry -> Long.toString(entry.seq()), "wf-number"),
                column("at", 168, entry -> times.full(entry.at()), "wf-mono"),
                column("who", 120, entry -> entry.operator().name(), ""),
                column("action", 150, AuditEntry::action, ""),
                column("subject", 240, AuditEntry::subject, "wf-mono"),
                column("why", 320, AuditEntry::why, ""),
                column("hash", 120, entry -> PlainText.middle(entry.hash(), 13), "wf-mono")));
    filter.setPromptText(Text.of("audit.filter"));
    filter.setAccessibleText(Text.of("audit.filter"));
    filter
        .textProperty()
        .addListener((property, old, text) -> shown.setPredicate(e -> holds(e, text)));
    var verify = Nodes.button(Text.of("audit.verify"), this::verify);
    verify.setId("audit-verify");
    verify.setGraphic(Icon.AUDIT.node());
    var card = new Card();
    card.getChildren().add(table);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox.setVgrow(card, Priority.ALWAYS);
    verdict.setId("audit-verdict");
    view.getStyleClass().add("wf-screen");
    view.getChildren().addAll(Nodes.row("wf-gap-8", Nodes.grow(filter), verdict, verify), card);
    view.setFocusTraversable(true);
  }

  private static TableColumn<AuditEntry, String> column(
      String id, double width, Function<AuditEntry, String> part, String style) {
    var column = new TableColumn<AuditEntry, String>(Text.of("audit.column." + id));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(data -> new ReadOnlyStringWrapper(part.apply(data.getValue())));
    column.setCellFactory(
        unused ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable String text, boolean empty) {
                super.updateItem(text, empty);
                setText(empty || text == null ? null : PlainText.line(text));
                if (!style.isEmpty() && !getStyleClass().contains(style))
                  getStyleClass().add(style);
              }
            });
    return column;
  }

  private static boolean holds(AuditEntry entry, String words) {
    var text =
        (entry.operator() + " " + entry.action() + " " + entry.subject() + " " + entry.why())
            .toLowerCase(Locale.ROOT);
    for (var word : words.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
      if (!text.contains(word)) return false;
    return true;
  }

  private void read() {
    backend
        .read(history -> history.audit(0, MOST))
        .thenAccept(
            found ->
                entries.setAll(
                    found.stream()
                        .sorted(Comparator.comparing(AuditEntry::seq).reversed())
                        .toList()))
        .exceptionally(this::tell);
  }

  private void verify() {
    verdict.setText(Text.of("audit.verifying"));
    backend
        .read(history -> AuditCheck.of(history.audit(0, MOST)))
        .thenAccept(verdict::setText)
        .exceptionally(this::tell);
  }

  private @Nullable Void tell(Throwable problem) {
    verdict.setText(Text.of("audit.failed", PlainText.line(String.valueOf(problem.getMessage()))));
    return null;
  }

  @Override
  public String id() {
    return "audit";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    read();
  }

  @Override
  public void hidden() {
    entries.clear();
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("/", Text.of("key.filter"), filter::requestFocus),
        new KeyAction("v", Text.of("audit.verify"), this::verify));
  }

  @Override
  public boolean back() {
    if (!filter.isFocused()) return false;
    table.requestFocus();
    return true;
  }
}
