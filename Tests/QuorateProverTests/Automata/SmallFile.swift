/// A file of our own in the format of ByMC, which uses everything that the format has.
enum SmallFile {
    static let text = """
        /* One round of echoes. */
        thresholdAutomaton Round {
          local pc, heard; // of no interest here
          shared sent, /* how many
            crashed */ crashes;
          parameters N, T, F;
          define ENOUGH == N - T;
          assumptions (2) {
            N > 3 * T;
            T >= F && F >= 0;
          }
          locations (4) {
            fresh: [0; 0]; asked: [1; 0]; done: [2; 1]; gone: [3; 0];
          }
          inits (6) {
            (fresh + asked) == N;
            done == 0; gone == 0;
            sent == 0; crashes == 0;
          }
          rules (5) {
            0: asked -> done when (true)
              do { sent' == sent + 1; unchanged(crashes); };
            1: fresh -> done when (2 * sent >= ENOUGH + 1 && sent > 0)
              do { sent' == (sent + 1); crashes' == crashes; };
            2: fresh -> gone when (crashes < F || crashes != crashes)
              do { crashes' == crashes + 1; unchanged(sent); };
            3: fresh -> fresh when (1) do { unchanged(sent, crashes); };
            4: done -> done when (sent >= 0) do { unchanged(sent, crashes) };
          }
          specifications (3) {
            quiet: asked == 0 -> [](done == 0);
            answer: (<>[](asked == 0 && (2 * sent < ENOUGH + 1 || fresh == 0)))
              -> [](done != 0 -> <>(!(fresh != 0) || sent < T + 1));
            few: [](crashes <= F) && ([]sent <= N);
          }
        } /* Round */
        """
}
