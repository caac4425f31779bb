/** The one stylesheet. Contrast is 4.5 to 1 or more everywhere, and everything can be reached with the keyboard. */
export const style = `:root { color-scheme: light; --ink: #14212b; --soft: #4a5a67; --line: #8a99a6; --blue: #0b5cad; --red: #a3121f; }
* { box-sizing: border-box; }
body { margin: 0; background: #f2f5f7; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header { padding: 1rem; text-align: center; }
.brand { font-weight: 700; letter-spacing: .04em; }
main { max-width: 28rem; margin: 0 auto 3rem; padding: 1.5rem; background: #fff; border: 1px solid #d5dde3; border-radius: .75rem; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
p, ul { margin: 0 0 1rem; }
ul { padding-left: 1.25rem; }
li { margin-bottom: .35rem; overflow-wrap: anywhere; }
a { color: var(--blue); }
.lead, .hint { color: var(--soft); }
.hint { margin: 0 0 .35rem; font-size: .9rem; }
.alert { padding: .75rem; border-left: .25rem solid var(--red); background: #fdf0f1; color: var(--red); }
.field { margin-bottom: 1rem; }
label { display: block; font-weight: 600; }
input:not([type=checkbox]) { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; color: inherit; font: inherit; }
input[readonly] { border-color: #d5dde3; background: #f2f5f7; }
input[aria-invalid] { border-color: var(--red); }
.code { padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
h2 { margin: 0 0 .35rem; font-size: 1rem; }
.choice { display: flex; gap: .6rem; align-items: center; margin-bottom: 1rem; }
.choice input { width: 1.25rem; height: 1.25rem; flex: none; }
.choice label { font-weight: 400; overflow-wrap: anywhere; }
fieldset { margin: 0 0 1rem; padding: .75rem 1rem 0; border: 1px solid #d5dde3; border-radius: .5rem; }
legend { padding: 0 .25rem; font-weight: 600; }
button, .button { display: block; width: 100%; min-height: 2.75rem; margin: 0 0 1rem; padding: .6rem 1rem; border: 1px solid var(--blue); border-radius: .5rem; background: var(--blue); color: #fff; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.second { background: #fff; color: var(--blue); }
button.plain { border-color: transparent; background: none; color: var(--soft); font-weight: 400; text-decoration: underline; }
button.link { display: inline; width: auto; min-height: 1.5rem; margin: 0; padding: 0; border: 0; background: none; color: var(--blue); font-weight: 400; text-decoration: underline; }
:focus-visible { outline: .2rem solid #e8a200; outline-offset: .15rem; }
.who { padding-top: 1rem; border-top: 1px solid #d5dde3; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
`;
