/// The page of a walk: its frame, its looks, and its script.
///
/// Whatever a spec or a trace says comes as data and is put in as text: nothing of it is ever markup.
enum ExplorePage {
    static let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>Quorate: explore</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="page.css">
        </head>
        <body>
        <header>
          <p class="brand">Quorate, by hand</p>
          <h1 id="title">…</h1>
          <p id="summary"></p>
          <nav aria-label="The walk so far"><ol id="crumbs"></ol></nav>
          <p class="bar">
            <button id="undo" type="button" disabled>Undo <kbd>u</kbd></button>
            <button id="again" type="button" disabled>Forward <kbd>→</kbd></button>
            <button id="restart" type="button">Initial states</button>
            <button id="reset" type="button">Forget everything</button>
          </p>
          <p id="message" role="status" aria-live="polite"></p>
        </header>
        <main>
          <section id="starts" aria-label="Initial states" hidden>
            <h2>Initial states</h2>
            <label>Only those with <input id="start-filter" type="search"></label>
            <ul id="start-list"></ul>
          </section>
          <section id="state" aria-label="State" hidden>
            <h2 id="where" tabindex="-1">State</h2>
            <table><caption>Fields; <span class="changed">changed</span> by the last step</caption>
              <tbody id="fields"></tbody></table>
            <h3>Properties</h3>
            <ul id="properties"></ul>
          </section>
          <section id="steps" aria-label="Actions" hidden>
            <h2>What can happen</h2>
            <p class="bar">
              <label>Filter <kbd>/</kbd> <input id="filter" type="search"></label>
              <label>Of <select id="party"><option value="">everybody</option></select></label>
              <label><input id="show-disabled" type="checkbox" checked> with what is disabled</label>
            </p>
            <p id="outside" class="warn" hidden></p>
            <div id="groups"></div>
          </section>
          <section id="tools" aria-label="Tools">
            <h2>Take me to a state where …</h2>
            <form id="goal">
              <p><label>Kind <select id="goal-kind">
                <option value="property">a property is broken or reached</option>
                <option value="action">an action is enabled</option>
                <option value="predicate">an expression is true</option>
              </select></label></p>
              <p><label id="property-label">Property <select id="goal-property"></select></label>
                <label id="action-label" hidden>Action <input id="goal-action" list="action-names"></label>
                <label id="predicate-label" hidden>Expression <input id="goal-predicate"
                  placeholder="role[r0] == leader"></label></p>
              <datalist id="action-names"></datalist>
              <p class="bar"><button name="from" value="here" class="of-state">From here</button>
                <button name="from" value="start">From the start</button>
                <button id="stop" type="button" disabled>Stop</button></p>
            </form>
            <p id="progress" role="status" aria-live="polite"></p>
            <h2>As the adversary</h2>
            <form id="adversary">
              <p id="adversary-none"></p>
              <div id="adversary-fields"></div>
              <p class="bar"><button id="adversary-take" disabled>Take this step</button></p>
              <p id="adversary-why"></p>
              <p id="adversary-more" class="none"></p>
            </form>
            <h2>The walk</h2>
            <p class="bar">
              <label>Showing <select id="save-property"></select></label>
              <button id="save" type="button" class="of-state">Save as a trace</button>
            </p>
            <p class="bar"><label>Open a trace <input id="open" type="file" accept=".json"></label></p>
            <p class="bar" id="codes"></p>
            <div id="replayed"></div>
            <details><summary>Everything visited</summary><ol id="tree"></ol></details>
            <details id="saved" hidden><summary>The trace that was saved</summary><pre id="saved-text"></pre></details>
          </section>
        </main>
        <footer><p>Keys: <kbd>↑</kbd> <kbd>↓</kbd> choose an action, <kbd>Enter</kbd> takes it, <kbd>u</kbd> or
          <kbd>←</kbd> undoes, <kbd>→</kbd> goes forward again, <kbd>/</kbd> filters, <kbd>Esc</kbd> leaves a field.</p></footer>
        <script src="page.js"></script>
        </body>
        </html>
        """
}
