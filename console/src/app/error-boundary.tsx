import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { ScreenGoneError } from './lazy-screen.ts';

type Given = { words: { brokenScreen: string; screenGone: string; reload: string }; children: ReactNode };

/** A screen that breaks does not take the others along. */
export class ErrorBoundary extends Component<Given, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const { words } = this.props;
    if (error instanceof ScreenGoneError)
      return (
        <Empty title={words.screenGone}>
          <Button onPress={() => location.reload()}>{words.reload}</Button>
        </Empty>
      );
    return (
      <div>
        <p>{words.brokenScreen}</p>
        <Failed error={error} onRetry={() => this.setState({ error: undefined })} />
      </div>
    );
  }
}
