package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Legend;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One incident: title in plain words, impact, timeline, blast radius, its alerts with why they are
/// here; at the right the suspects, the fixes, what was like it, and what people said.
final class IncidentDetail extends ScrollPane {
  /// The right column's part of the width; the theme keeps it within bounds.
  private static final double SIDE = 0.29;

  private final IncidentsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final Label title = Nodes.paragraph("", "wf-title");
  private final HBox chips = new HBox();
  private final HBox facts = new HBox();
  private final ActBar acts;
  private final HBox impact = new HBox();
  private final EvidenceCard evidence;
  private final TogetherCard together;
  private final TimelineDrawing timeline;
  private final ListView<String> timelineList = new ListView<>();
  private final BlastMap map = new BlastMap();
  private final VBox lists = new VBox();
  private final MembersCard members;
  private final SuspectsCard suspects;
  private final StackPane fixes = new StackPane();
  private final StackPane similar = new StackPane();
  private final VBox notes = new VBox();
  private @Nullable Incident shown;
  private Object shownFixes = List.of();
  private Object shownSaid = List.of();

  IncidentDetail(IncidentsViewModel model, Navigator navigator, Times times) {
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    acts = new ActBar(model, navigator::tell);
    evidence = new EvidenceCard(times, navigator::open);
    together = new TogetherCard(times, this::open);
    timeline = new TimelineDrawing(times, this::open);
    members = new MembersCard(model, navigator, times, this::open, acts::link);
    suspects = new SuspectsCard(model, navigator, times, this::open);
    setId("incident-detail");
    title.setId("incident-title");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    facts.getStyleClass().add("wf-incident-facts");
    chips.getStyleClass().add("wf-gap-8");
    impact.getStyleClass().addAll("wf-card", "wf-impact");
    notes.getStyleClass().add("wf-side-body");
    var left = new VBox(impact, evidence, timelineCard(), together, blastCard(), members);
    left.getStyleClass().add("wf-gap-16");
    var right = new VBox(suspects, fixes, similar, new Card(Text.of("incident.notes"), notes));
    right.getStyleClass().addAll("wf-gap-16", "wf-incident-side");
    left.setMinWidth(0);
    widthProperty().subscribe(wide -> right.setPrefWidth(wide.doubleValue() * SIDE));
    var columns = new HBox(16, Nodes.grow(left), right);
    var words = new VBox(4, new HBox(8, title, chips), facts);
    words.setMinWidth(0);
    var head = new HBox(16, Nodes.grow(words), acts);
    head.getStyleClass().add("wf-incident-head");
    var page = new VBox(16, head, columns);
    page.getStyleClass().addAll("wf-screen", "wf-incident");
    setContent(page);
    model.lanes().subscribe(lanes -> showLanes());
  }

  private Card timelineCard() {
    timelineList.setId("timeline-list");
    timelineList.getStyleClass().add("wf-timeline-list");
    timelineList.setPrefHeight(320);
    Nodes.show(timelineList, false);
    var legend =
        new Legend(
            Legend.Mark.FIRING,
            Legend.Mark.WARNING,
            Legend.Mark.FLAPPING,
            Legend.Mark.EPISODE,
            Legend.Mark.LOG_LINE,
            Legend.Mark.NEVER_SEEN,
            Legend.Mark.NOT_SEEN);
    var card = new Card(Text.of("timeline.title"), timeline, timelineList, legend);
    card.setEnd(
        Nodes.button(Text.of("timeline.fit"), timeline::fit, "small"),
        new KeyHint("←"),
        new KeyHint("→"),
        Nodes.label(Text.of("timeline.cursor"), "wf-small", "wf-muted"),
        new KeyHint("+"),
        new KeyHint("-"),
        Nodes.label(Text.of("timeline.zoom"), "wf-small", "wf-muted"),
        new KeyHint("t"),
        Nodes.label(Text.of("timeline.list"), "wf-small", "wf-muted"));
    return card;
  }

  private Card blastCard() {
    lists.getStyleClass().add("wf-blast-lists");
    var row = new HBox(Nodes.grow(map), lists);
    row.getStyleClass().add("wf-blast-row");
    var card = new Card(Text.of("blast.title"), row);
    card.setAside(Text.of("blast.arrows"));
    return card;
  }

  MembersCard members() {
    return members;
  }

  ActBar acts() {
    return acts;
  }

  /// One step back inside: a form, then the evidence.
  boolean back() {
    if (acts.isAsking()) {
      acts.close();
      return true;
    }
    if (evidence.isOpen()) {
      evidence.close();
      return true;
    }
    return false;
  }

  void reviewFix() {
    model.proposals().stream().findFirst().ifPresent(one -> navigator.openProposal(one.id()));
  }

  void toggleList() {
    boolean asList = timeline.isVisible();
    Nodes.show(timeline, !asList);
    Nodes.show(timelineList, asList);
    if (asList) timelineList.requestFocus();
  }

  /// Logs and changes open beside the incident; everything else on its own screen.
  void open(Ref ref) {
    var incident = model.shownIncident();
    boolean isHere = ref instanceof Ref.ToLog || ref instanceof Ref.ToChange;
    if (!isHere || incident.isEmpty()) {
      navigator.open(ref);
      return;
    }
    var snapshot = model.snapshot().get();
    Later.take(
        model.backend().read(history -> evidence.read(ref, incident.get(), snapshot, history)),
        found -> {
          evidence.show(ref, found);
          setVvalue(0);
        });
  }

  void show(Optional<Incident> incident) {
    if (incident.isEmpty()) return;
    var one = incident.get();
    boolean isOther = shown == null || !shown.id().equals(one.id());
    if (isOther) {
      evidence.close();
      acts.close();
      setVvalue(0);
    }
    boolean isSame = one.equals(shown);
    shown = one;
    facts(one);
    suspects.show(model.diagnosis());
    impact(one);
    together.show(one, model.snapshot().get(), model.now());
    var fixesNow = List.of(one.id(), model.proposals());
    if (!fixesNow.equals(shownFixes)) {
      shownFixes = fixesNow;
      fixes.getChildren().setAll(SideCards.fixes(model, navigator));
    }
    blast(one);
    members.outside(one);
    if (isSame) return;
    title.setText(PlainText.line(one.title()));
    chips.getChildren().clear();
    if (one.id().isSandbox()) chips.getChildren().add(Chip.sandbox());
    similar.getChildren().setAll(SideCards.similar(model.similar(), times, navigator));
    members.show(one);
    notes(one);
  }

  private void facts(Incident one) {
    var now = model.now();
    var badge = new SeverityBadge(one.severity(), one.acknowledgedAt().isPresent());
    facts.getChildren().setAll(badge);
    fact(
        one.isOpen() ? "incident.since" : "incident.lasted",
        one.isOpen()
            ? times.since(one.since(), now)
            : times.at(one.since(), now)
                + " – "
                + times.at(one.resolvedAt().orElse(one.updatedAt()), now),
        true);
    fact(
        "incident.owner",
        one.owner().map(who -> who.name()).orElse(Text.of("incidents.nobody")),
        false);
    one.acknowledgedAt().ifPresent(at -> fact("incident.acknowledged", times.at(at, now), true));
    var team =
        one.entities().stream()
            .map(entity -> model.snapshot().get().topology().entity(entity).owner())
            .filter(owner -> !owner.isBlank())
            .findFirst();
    team.ifPresent(owner -> fact("incident.team", PlainText.line(owner, 40), false));
    fact("incident.id", one.id().text(), true);
  }

  private void fact(String key, String value, boolean isMono) {
    var box =
        new HBox(
            4,
            Nodes.label(Text.of(key), "wf-small", "wf-muted"),
            Nodes.label(value, isMono ? "wf-mono" : "wf-small", "wf-strong"));
    box.getStyleClass().add("wf-gap-4");
    facts.getChildren().add(box);
  }

  private void impact(Incident one) {
    impact.getChildren().clear();
    for (var figure : model.impact(one)) {
      var value = Nodes.label(figure.figure(), "wf-figure");
      if (figure.severity().atLeast(Severity.WARNING))
        value.getStyleClass().add("wf-" + figure.severity().name().toLowerCase(Locale.ROOT));
      var box =
          new VBox(
              2,
              Nodes.label(PlainText.line(figure.caption(), 60), "wf-small", "wf-muted"),
              value,
              Nodes.label(PlainText.line(figure.under(), 60), "wf-caption"));
      box.getStyleClass().add("wf-impact-figure");
      box.setMinWidth(0);
      impact.getChildren().add(Nodes.grow(box));
    }
  }

  private void blast(Incident one) {
    var root =
        model
            .diagnosis()
            .flatMap(diagnosis -> diagnosis.hypotheses().stream().findFirst())
            .map(hypothesis -> hypothesis.entity())
            .or(() -> one.entities().stream().findFirst())
            .orElse(EntityId.NONE);
    var affected = model.affected(root, one);
    map.show(
        root, model.map(root, one), affected, model.snapshot().get().topology(), model::severity);
    lists.getChildren().clear();
    list("blast.root", root.isNone() ? List.of() : List.of(root));
    list("blast.affected", affected);
    var needs = new ArrayList<>(model.snapshot().get().topology().callees(root));
    needs.removeAll(affected);
    list("blast.needs", needs);
  }

  private void list(String key, Collection<EntityId> entities) {
    if (entities.isEmpty()) return;
    var names =
        entities.stream()
            .limit(12)
            .map(entity -> PlainText.line(entity.name(), 60))
            .collect(Collectors.joining(", "));
    lists
        .getChildren()
        .addAll(
            Nodes.label(Text.of(key), "wf-caption"),
            Nodes.paragraph(names, "wf-body", "wf-strong"));
  }

  private void notes(Incident one) {
    notes.getChildren().clear();
    for (var note : one.notes()) {
      var kind = Text.of("note." + note.kind().name().toLowerCase(Locale.ROOT));
      var head =
          Nodes.label(
              note.by().name() + " " + kind + ", " + times.at(note.at(), model.now()),
              "wf-small",
              "wf-muted");
      notes
          .getChildren()
          .add(new VBox(head, Nodes.paragraph(PlainText.block(note.text(), 4_000), "wf-body")));
    }
    if (one.notes().isEmpty())
      notes
          .getChildren()
          .add(Nodes.paragraph(Text.of("incident.notes.none"), "wf-body", "wf-muted"));
  }

  private void showLanes() {
    var lanes = model.lanes().get();
    if (lanes == null) return;
    timeline.show(lanes, model.now());
    var saidNow = List.of(lanes.unusual(), model.snapshot().get().priors().version());
    if (shown != null && !saidNow.equals(shownSaid)) {
      shownSaid = saidNow;
      members.show(shown);
    }
    var rows = new ArrayList<String>();
    for (var lane : lanes.timeline().lanes())
      for (var mark : lane.marks().stream().limit(50).toList())
        rows.add(
            times.time(mark.from())
                + "  "
                + Text.of("lane." + lane.kind().name().toLowerCase(Locale.ROOT))
                + "  "
                + PlainText.line(lane.label(), 80)
                + "  "
                + PlainText.line(mark.text(), 200));
    rows.sort(null);
    if (!rows.equals(timelineList.getItems())) timelineList.getItems().setAll(rows);
  }
}
