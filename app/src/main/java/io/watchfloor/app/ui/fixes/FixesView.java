package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.ListDetail;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Live;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.remedy.Proposal;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// The fixes: inbox, card, run. Nothing here runs on one key.
public final class FixesView implements Screen {
  /// Parts of the width; the theme keeps them within bounds.
  private static final double LIST = 0.18;

  private static final double RUN = 0.26;

  private final FixesViewModel model;
  private final FixList list;
  private final FixCard card;
  private final RunCard run;
  private final ListDetail view;
  private final Live live;

  public FixesView(Backend backend, Navigator navigator) {
    model = new FixesViewModel(backend);
    var times = new Times(backend.zone());
    list = new FixList(model, times, this::show);
    card = new FixCard(model, navigator, times);
    run = new RunCard(model, navigator, times);
    var detail = new HBox(Nodes.grow(card), run);
    detail.getStyleClass().add("wf-columns");
    view = new ListDetail(list, detail, 0);
    view.choose(true);
    view.widthProperty()
        .subscribe(
            wide -> {
              list.setPrefWidth(wide.doubleValue() * LIST);
              run.setPrefWidth(wide.doubleValue() * RUN);
            });
    view.getStyleClass().addAll("wf-screen", "wf-columns", "wf-fixes");
    live = new Live(model::shown, model::hidden, model.snapshot(), this::show, this::tick);
  }

  @Override
  public String id() {
    return "fixes";
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

  @Override
  public boolean open(Target target) {
    switch (target) {
      case Target.ToProposal(String id) -> model.selectProposal(id);
      case Target.ToRef(Ref.ToRun(String id), var window) -> model.selectRun(id);
      case Target.ToRef other -> {
        return false;
      }
      case Target.ToIncident(var id) ->
          model.waiting().stream()
              .filter(one -> one.incident().equals(id))
              .findFirst()
              .ifPresent(model::select);
      case Target.ToEntity other -> {
        return false;
      }
      case Target.ToQuery other -> {
        return false;
      }
      case Target.ToConnect other -> {
        return false;
      }
    }
    show();
    return true;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("j", Text.of("fixes.key.next"), () -> move(1)),
        new KeyAction("k", Text.of("fixes.key.previous"), () -> move(-1)));
  }

  private void move(int by) {
    var shown = model.shownProposal().map(Proposal::id);
    ListDetail.step(model.waiting(), one -> shown.filter(one.id()::equals).isPresent(), by)
        .ifPresent(
            one -> {
              model.select(one);
              show();
            });
  }

  private void show() {
    list.show();
    card.show(model.shownProposal());
    run.show(model.shownRun());
  }

  private void tick() {
    card.tick();
    run.tick();
    list.show();
  }
}
