package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import java.time.InstantSource;
import java.util.List;
import javafx.animation.Animation;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// What runs in the background, each with how far it is and the button that ends it. A list of our
/// own: ControlsFX's TaskProgressView knows one verb, in words of its own, and takes a task away
/// when it is asked to end, not when it has ended.
final class JobList extends VBox {
  private final Jobs jobs;
  private final InstantSource time;
  private final VBox rows = Nodes.column("wf-jobs");
  private final Animation clock = Fx.every(1, this::tick);
  private final ListChangeListener<Job> listener = change -> show();

  JobList(Jobs jobs, InstantSource time) {
    this.jobs = jobs;
    this.time = time;
    getStyleClass().addAll("wf-popover", "wf-job-list");
    getChildren().addAll(Nodes.label(Text.of("jobs.title"), "wf-lead"), rows);
    jobs.all().addListener(new WeakListChangeListener<>(listener));
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) clock.stop();
              else clock.play();
            });
    show();
  }

  private void show() {
    if (jobs.all().isEmpty())
      rows.getChildren().setAll(List.of(Nodes.label(Text.of("jobs.none"), "wf-body", "wf-muted")));
    else rows.getChildren().setAll(jobs.all().stream().map(Row::new).toList());
    tick();
  }

  private void tick() {
    for (var row : rows.getChildren()) if (row instanceof Row one) one.tick();
  }

  private final class Row extends VBox {
    private final Job job;
    private final Label age = Nodes.label("", "wf-number", "wf-muted");

    Row(Job job) {
      this.job = job;
      getStyleClass().add("wf-job");
      var title = Nodes.label(job.words(), "wf-strong");
      var detail = Nodes.label("", "wf-small", "wf-muted");
      detail.textProperty().bind(job.detail());
      var bar = new ProgressBar();
      bar.getStyleClass().add("wf-job-bar");
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setAccessibleText(job.words());
      job.progress()
          .subscribe(
              done -> {
                bar.setProgress(Math.max(0, done.doubleValue()));
                Nodes.show(bar, done.doubleValue() >= 0);
              });
      getChildren()
          .addAll(
              Nodes.row("wf-gap-8", Icon.RUNNING.node("muted"), Nodes.grow(title), stop()),
              bar,
              Nodes.row("wf-gap-8", Nodes.grow(detail), Nodes.whole(age)));
    }

    private Button stop() {
      var button = Nodes.button(job.verb(), job::stop, "small");
      button.setAccessibleText(job.verb() + ": " + job.words());
      job.stopping()
          .subscribe(
              ends -> {
                button.setDisable(ends);
                button.setText(ends ? Text.of("jobs.stopping") : job.verb());
              });
      return button;
    }

    void tick() {
      age.setText(Ages.between(job.since(), time.instant()));
    }
  }
}
