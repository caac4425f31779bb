import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

type Look = 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';

/** A button. An `icon` one needs an `aria-label`. */
export function Button({
  look = 'plain',
  className,
  ...props
}: Omit<ButtonProps, 'className'> & { look?: Look; className?: string }) {
  return <AriaButton {...props} className={`button button-${look} ${className ?? ''}`} />;
}
