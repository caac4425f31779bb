/** What the pages of the account need beside the stylesheet of those for signing in. */
export const accountStyle = `main { max-width: 40rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; justify-content: center; margin-top: .5rem; }
nav a, nav button.link { display: inline-block; padding: .35rem 0; min-height: 2rem; font-size: 1rem; font-weight: 400; }
section { margin-top: 2rem; }
section > h2 { margin-bottom: .75rem; font-size: 1.2rem; }
.cards { list-style: none; padding: 0; }
.cards > li { margin-bottom: 1rem; padding: 1rem 1rem .25rem; border: 1px solid #d5dde3; border-radius: .5rem; }
.cards h3 { margin: 0 0 .35rem; font-size: 1rem; overflow-wrap: anywhere; }
.cards p { margin-bottom: .75rem; overflow-wrap: anywhere; }
.notice { padding: .75rem; border-left: .25rem solid #1a7f4b; background: #eef8f2; }
button.danger { border-color: var(--red); background: var(--red); }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); gap: .35rem 1rem; margin: 0 0 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.ways { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.ways a { padding: .35rem 0; }
@media (min-width: 40rem) { .cards button { width: auto; } main { padding: 2rem; } }
`;
