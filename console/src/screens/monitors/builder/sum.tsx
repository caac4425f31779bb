import type { MonitorBody } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { CopyBox } from '../../../ui/copy-box.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import type { MonitorForm } from '../form/form.ts';
import { useSayings } from '../parts/use-sayings.ts';

/** What the form says: in words, as an expression, and as the body that is sent. */
export function Sum({ form, body }: { form: MonitorForm; body: MonitorBody }) {
  const words = useWords(builderWords);
  const { sentence, condition } = useSayings();
  const json = JSON.stringify(body, undefined, 2);
  return (
    <Card title={words.sum} className="sum">
      <p className="monitor-sentence">{sentence(form.tree, form.conditions) || words.noConditions}</p>
      {form.conditions.length > 0 && (
        <>
          <p className="expression">
            <span className="field-label">{words.expression}</span>
            <code>{body.triggerParam.boolExp}</code>
          </p>
          <dl className="legend" hidden={form.conditions.length === 1}>
            {form.conditions.map((one) => (
              <div key={one.name}>
                <dt>{one.name}</dt>
                <dd>{condition(one)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <details className="raw">
        <summary>{words.body}</summary>
        <CopyBox label="JSON" text={json} />
      </details>
    </Card>
  );
}
