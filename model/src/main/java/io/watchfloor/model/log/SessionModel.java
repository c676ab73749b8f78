package io.watchfloor.model.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How the events of one session (a request, a job, a block of data) usually follow each other,
/// learnt from sessions held to be ordinary. A session is judged by several [SessionCheck]s:
/// events, steps (two or three events in a row, with the session's beginning and end: a session
/// that breaks off takes a step never seen), and how often each event comes.
///
/// No threshold is set by hand. Each check is tried on the ordinary sessions themselves, each fifth
/// of them judged by what the other four taught; the share it complains of is its false alarm rate,
/// and only checks that complain of at most [#MOST_FALSE] raise an alert. Steps are after the
/// "sliding window" idea of S. Forrest et al., "A sense of self for Unix processes" (1996).
///
/// Immutable once learnt.
public final class SessionModel {
  /// Share of ordinary sessions a check may complain of and still raise alerts.
  public static final double MOST_FALSE = 0.0016;

  private static final int FOLDS = 5;

  /// `score` 0 or more, higher is stranger: the sum over complaining checks of −log10 of their
  /// false alarm rate. `isAlert`: a trusted check complains. `reasons` in words of the checks.
  public record Judgement(double score, boolean isAlert, List<SessionCheck.Complaint> reasons) {}

  private final List<SessionCheck> checks;
  private final double[] falseRate;

  private SessionModel(List<SessionCheck> checks, double[] falseRate) {
    this.checks = checks;
    this.falseRate = falseRate;
  }

  /// Learns from ordinary sessions, each the names of its events in order.
  public static SessionModel learn(List<List<String>> ordinary) {
    var whole = checks();
    for (var session : ordinary) for (var check : whole) check.learn(session);
    int[] complaints = new int[whole.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      var others = checks();
      for (int i = 0; i < ordinary.size(); i++)
        if (i % FOLDS != fold) for (var check : others) check.learn(ordinary.get(i));
      for (int i = fold; i < ordinary.size(); i += FOLDS)
        count(others, ordinary.get(i), complaints);
    }
    var rates = new double[whole.size()];
    Arrays.setAll(rates, i -> (complaints[i] + 0.5) / (ordinary.size() + 1));
    return new SessionModel(whole, rates);
  }

  private static List<SessionCheck> checks() {
    return List.of(
        new SessionCheck.UnseenSteps(1),
        new SessionCheck.UnseenSteps(2),
        new SessionCheck.UnseenSteps(3),
        new SessionCheck.Counts());
  }

  private static void count(List<SessionCheck> checks, List<String> session, int[] complaints) {
    for (int i = 0; i < checks.size(); i++)
      if (checks.get(i).judge(session).isPresent()) complaints[i]++;
  }

  public Judgement judge(List<String> session) {
    double score = 0;
    boolean isAlert = false;
    var reasons = new ArrayList<SessionCheck.Complaint>();
    for (int i = 0; i < checks.size(); i++) {
      var complaint = checks.get(i).judge(session);
      if (complaint.isEmpty()) continue;
      reasons.add(complaint.get());
      score -= Math.log10(falseRate[i]);
      isAlert |= falseRate[i] <= MOST_FALSE;
    }
    return new Judgement(score, isAlert, List.copyOf(reasons));
  }
}
