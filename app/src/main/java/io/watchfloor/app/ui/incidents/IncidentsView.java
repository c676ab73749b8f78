package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.ListDetail;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Live;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// The incidents: the list, and one of them; side by side on a large screen.
public final class IncidentsView implements Screen {
  private static final double BOTH_FROM = 1_800;

  private final IncidentsViewModel model;
  private final IncidentList list;
  private final IncidentDetail detail;
  private final ListDetail view;
  private final Live live;

  public IncidentsView(Backend backend, Navigator navigator) {
    model = new IncidentsViewModel(backend);
    var times = new Times(backend.zone());
    list = new IncidentList(model, times);
    list.getStyleClass().add("wf-screen");
    detail = new IncidentDetail(model, navigator, times);
    view = new ListDetail(list, detail, BOTH_FROM);
    view.widthProperty().subscribe(wide -> show());
    live = new Live(model::shown, model::hidden, model.snapshot(), this::show, this::show);
    model.chosen().addListener(change -> show());
  }

  @Override
  public String id() {
    return "incidents";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    live.shown();
  }

  @Override
  public void hidden() {
    live.hidden();
  }

  private void show() {
    boolean both = view.showsBoth();
    if (both && model.chosen().get().isEmpty() && !model.list().isEmpty()) {
      model.chosen().set(Optional.of(model.list().getFirst().id()));
      return;
    }
    boolean isOne = model.chosen().get().isPresent();
    view.choose(isOne);
    if (isOne) detail.show(model.shownIncident());
    if (both || !isOne) list.show();
  }

  @Override
  public boolean open(Target target) {
    return switch (target) {
      case Target.ToIncident(var id) -> choose(id);
      case Target.ToRef(Ref ref, var window) -> openRef(ref);
      case Target.ToEntity(var entity) ->
          model.list().stream()
              .filter(one -> one.isOpen() && one.entities().contains(entity))
              .findFirst()
              .map(one -> choose(one.id()))
              .orElse(false);
      case Target.ToProposal other -> false;
      case Target.ToQuery other -> false;
      case Target.ToConnect other -> false;
    };
  }

  private boolean choose(IncidentId id) {
    model.chosen().set(Optional.of(id));
    show();
    return true;
  }

  /// The incident that the reference belongs to, with its rows open.
  private boolean openRef(Ref ref) {
    if (model.chosen().get().isEmpty()) {
      var holder =
          model.list().stream()
              .filter(one -> one.members().stream().anyMatch(m -> m.ref().equals(ref)))
              .map(Incident::id)
              .findFirst()
              .or(() -> model.list().stream().map(Incident::id).findFirst());
      if (holder.isEmpty()) return false;
      choose(holder.get());
    }
    detail.open(ref);
    return true;
  }

  @Override
  public boolean back() {
    if (model.chosen().get().isEmpty()) return false;
    if (detail.back()) return true;
    if (view.showsBoth()) return false;
    model.chosen().set(Optional.empty());
    return true;
  }

  @Override
  public List<KeyAction> keys() {
    if (model.chosen().get().isEmpty())
      return List.of(
          new KeyAction("j", Text.of("incidents.key.next"), () -> list.move(1)),
          new KeyAction("k", Text.of("incidents.key.previous"), () -> list.move(-1)),
          new KeyAction("Enter", Text.of("incidents.key.open"), list::open));
    return List.of(
        new KeyAction("a", Text.of("incidents.key.acknowledge"), detail.acts()::acknowledge),
        new KeyAction("c", Text.of("incidents.key.note"), detail.acts()::note),
        new KeyAction("o", Text.of("incidents.key.assign"), detail.acts()::assign),
        new KeyAction("M", Text.of("incidents.key.merge"), detail.acts()::merge),
        new KeyAction("l", Text.of("incidents.key.link"), detail.acts()::link),
        new KeyAction("u", Text.of("incidents.key.unlink"), detail.members()::takeOut),
        new KeyAction("s", Text.of("incidents.key.split"), detail.members()::splitOff),
        new KeyAction("z", Text.of("incidents.key.undo"), detail.members()::undo),
        new KeyAction("r", Text.of("incidents.key.review"), detail::reviewFix),
        new KeyAction("t", Text.of("incidents.key.list"), detail::toggleList),
        new KeyAction("j", Text.of("incidents.key.next"), () -> neighbour(1)),
        new KeyAction("k", Text.of("incidents.key.previous"), () -> neighbour(-1)));
  }

  private void neighbour(int by) {
    var chosen = model.chosen().get();
    ListDetail.step(model.list(), one -> chosen.filter(one.id()::equals).isPresent(), by)
        .ifPresent(one -> choose(one.id()));
  }
}
