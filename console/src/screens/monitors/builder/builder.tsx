import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Monitor } from '../../../api/model.ts';
import { problemOf } from '../../../api/problem.ts';
import { keys } from '../../../query/keys.ts';
import { useFace } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Failed } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import { type Fault, faultsFrom, type MissingAt, missingIn } from '../form/faults.ts';
import type { MonitorForm } from '../form/form.ts';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { DryRunCard } from './dry-run.tsx';
import { FaultLine, FaultsContext } from './field-faults.tsx';
import { GroupEditor } from './group-editor.tsx';
import { Sum } from './sum.tsx';
import { TellsFields } from './tells-fields.tsx';
import { useNear } from './use-near.ts';
import { WhatFields } from './what-fields.tsx';
import { bodyFor, type Of, placeFor, type Where } from './where.ts';

type Given = {
  first: MonitorForm;
  firstOf: Of;
  firstWhere: Where;
  /** The one that is changed; without it another is made. */
  monitor?: Monitor | undefined;
};

/** Builds a monitor without a line of JSON. */
export function Builder({ first, firstOf, firstWhere, monitor }: Given) {
  const words = useWords(builderWords);
  const face = useFace();
  const [form, setForm] = useState(first);
  const [of, setOf] = useState(firstOf);
  const [where, setWhere] = useState(firstWhere);
  const [told, setTold] = useState<readonly Fault[]>([]);
  const [isTried, setTried] = useState(false);
  const { near } = useNear(of);
  const body = bodyFor(form, { of, where });
  const missing = useMemo(() => missingFrom(form, where), [form, where]);
  const faults = useMemo(() => ({ told, missing: isTried ? missing : [] }), [told, missing, isTried]);
  const change = (next: MonitorForm) => {
    setForm(next);
    setTold([]);
  };
  const check = () => {
    setTried(true);
    setTold([]);
    if (missing.length > 0) requestAnimationFrame(showFirstFault);
    return missing.length === 0;
  };
  const refuse = (error: unknown) => {
    const found = faultsFrom(problemOf(error));
    setTold(found ?? []);
    if (found) requestAnimationFrame(showFirstFault);
    return found !== undefined;
  };
  const saving = useSaving({ body, of, where, monitor, onWhere: setWhere, onRefused: refuse });
  return (
    <FaultsContext value={faults}>
      <div className="builder">
        <div className="builder-form">
          <Card title={words.what}>
            <WhatFields
              label={form.label}
              onLabel={(label) => change({ ...form, label })}
              of={of}
              onOf={setOf}
              isFixed={monitor !== undefined}
            />
          </Card>
          <Card title={words.when}>
            {form.conditions.length === 0 && <p className="hint">{words.noConditions}</p>}
            <GroupEditor form={form} onChange={change} near={near} node={form.tree} path={[]} />
            {form.conditions.length === 0 && <FaultLine path="triggerParam.triggers" />}
            <FaultLine path="triggerParam.boolExp" />
          </Card>
          <Card title={words.tells}>
            <TellsFields
              form={form}
              onChange={change}
              where={where}
              onWhere={setWhere}
              isFixed={monitor !== undefined && face.kind === 'driver'}
            />
          </Card>
        </div>
        <div className="builder-side">
          <Sum form={form} body={body} />
          <DryRunCard form={form} of={of} where={where} onTry={check} onRefused={refuse} />
          <div className="save">
            {isTried && missing.length > 0 && (
              <p className="field-fault" role="alert">
                {words.notSaved}. {words.check}
              </p>
            )}
            <Told told={told} />
            {saving.error !== null && told.length === 0 && <Failed error={saving.error} />}
            <Button look="primary" isDisabled={saving.isPending} onPress={() => check() && saving.save()}>
              {monitor ? words.saveChanges : words.save}
            </Button>
          </div>
        </div>
        <SecretDialog secret={saving.secret} onClose={saving.leave} />
      </div>
    </FaultsContext>
  );
}

function showFirstFault(): void {
  document.querySelector('.builder-form .field-fault')?.scrollIntoView({ block: 'center' });
}

function missingFrom(form: MonitorForm, where: Where): MissingAt[] {
  const target: MissingAt[] =
    where.kind === 'webhook' && !/^https?:\/\/./.test(where.target)
      ? [{ path: 'callback.webhook.target', missing: 'target' }]
      : [];
  const { webhook: _, ...own } = form;
  return [...missingIn(own), ...target];
}

/** What the server said, with the places: each stands at its field as well. */
function Told({ told }: { told: readonly Fault[] }) {
  const words = useWords(builderWords);
  if (told.length === 0) return null;
  return (
    <div className="field-fault" role="alert">
      <p>{words.otherFaults}:</p>
      <ul>
        {told.map(({ path, told: text }) => (
          <li key={path}>
            <code>{path}</code>: {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Saving = {
  body: ReturnType<typeof bodyFor>;
  of: Of;
  where: Where;
  monitor: Monitor | undefined;
  onWhere(where: Where): void;
  onRefused(error: unknown): void;
};

/** Makes or changes it, and goes to it; the secret of a new webhook is shown before. */
function useSaving({ body, of, where, monitor, onWhere, onRefused }: Saving) {
  const face = useFace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [isLeaving, setLeaving] = useState(false);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (): Promise<{ id: string; secret?: string }> => {
      if (monitor) {
        await face.updateMonitor(monitor.at, body);
        return { id: monitor.monitorId };
      }
      const { place, secret } = await placeFor(face, of, where);
      // Made once, also where the monitor is then refused.
      if (secret !== undefined && 'callback' in place) onWhere({ kind: 'callback', id: place.callback });
      const made = await face.createMonitor(place, body);
      const own = secret ?? (where.kind === 'webhook' ? made.secret : undefined);
      return { id: made.monitorId, ...(own === undefined ? {} : { secret: own }) };
    },
    onSuccess: async ({ id, secret }) => {
      void client.invalidateQueries({ queryKey: keys.callbacks });
      await client.invalidateQueries({ queryKey: keys.monitors, exact: true });
      if (secret === undefined) navigate(`/monitors/${id}`);
    },
    onError: onRefused,
  });
  const leave = () => setLeaving(true);
  // The dialog is closed before the page under it goes.
  useEffect(() => {
    if (isLeaving && data) navigate(`/monitors/${data.id}`);
  }, [isLeaving, data, navigate]);
  return { save: () => mutate(), secret: isLeaving ? undefined : data?.secret, error, isPending, leave };
}
